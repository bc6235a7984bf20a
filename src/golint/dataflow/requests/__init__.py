"""Requests to providers: which of them move money, and which only ask."""
