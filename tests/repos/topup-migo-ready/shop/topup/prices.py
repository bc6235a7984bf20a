"""What each plan costs, in centavos of a quetzal."""

PRICES = {"tigo-25": 2_500, "tigo-50": 5_000, "claro-25": 2_500, "claro-100": 10_000}
