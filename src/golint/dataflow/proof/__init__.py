"""What is proved on the way from a door to its effects, and which doors take a provider's webhooks."""
