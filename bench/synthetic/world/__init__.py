"""Documents as the world prints them: heads, self-names, years, cuts, decoys, with known truth; see README.md."""

from bench.synthetic.world.generate import rows, world, world_document
from bench.synthetic.world.plan import Truth, WorldDocument

__all__ = ["Truth", "WorldDocument", "rows", "world", "world_document"]
