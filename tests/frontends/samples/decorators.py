import functools
import shop.hooks as hooks
from django.views.decorators.csrf import csrf_exempt as exempt


@exempt
@hooks.register("payment", path="/hooks", methods=["POST"])
def receive(request):
    return request.body


@(lambda function: function)
class Orders(hooks.Base, metaclass=type):
    field = hooks.Field(default=list())

    @property
    @functools.lru_cache(maxsize=None)
    def total(self): return sum(item.price for item in self.items())

    @staticmethod
    def of(*, customer: "hooks.Customer" = None, **rest): return Orders(customer, **rest)
