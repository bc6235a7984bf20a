"""The doors of a shop: the routines that answer requests, by which route, and what stands in front of them."""
