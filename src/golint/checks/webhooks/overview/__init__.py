"""Each webhook handler in one line of a report, a question a column: what is proved, what a rule reports, what golint cannot tell."""
