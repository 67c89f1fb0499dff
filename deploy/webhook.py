"""Register a webhook that automations can call: `python deploy/webhook.py http://127.0.0.1:8080/` prints its id."""

import sys

from prefect.blocks.webhook import Webhook

print(Webhook(method="POST", url=sys.argv[1]).save("gongkai-notify", overwrite=True))
