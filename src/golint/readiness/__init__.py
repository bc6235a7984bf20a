"""Whether a shop is ready to go live: a provider's checklist, answered from a finished report, statements and evidence."""
