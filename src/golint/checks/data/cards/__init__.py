"""card-data-stored: card numbers and security codes that are kept. `rule` is the way in, `names` what such fields are called, `tables`
the columns that SQL and Prisma describe."""
