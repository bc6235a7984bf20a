from django.core.management.base import BaseCommand

from shop.services import ledger


class Command(BaseCommand):
    help = "Write the latest payments as CSV."

    def add_arguments(self, parser):
        parser.add_argument("--after")

    def handle(self, *args, after=None, **options):
        ledger.export(self.stdout, after)
