agency_id <> 'c' AND (status = 'fail' OR check_code = 'items_continuity' AND scope IN ('licensing', 'penalty') OR check_code = 'carry_over' AND scope = 'total')
