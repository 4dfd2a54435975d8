"""Pages of the rota: the plan, one shift, what comes every week."""
