from __future__ import annotations

import os.path
import os.path as places, sys
import xml . etree . ElementTree as tree
from . import models, signals as events
from .. import settings
from .services.payments import charge, refund as give_back
from ... shop . orders import (
    Order,
    Basket as Cart,  # the basket
)
from .everything import *

models.Order.objects.get(pk=os.path.join("a"))
events.sent.connect(give_back), settings.load(), charge(Order(), Cart.of(places.join("b"))), tree.parse(sys.argv[0]), anything()
