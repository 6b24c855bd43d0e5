"""What the tags mean, where training text comes from, and how annotation formats convert."""
