from collections import OrderedDict as Ordered, namedtuple

flat = [cell(row) for row in table() for cell in row.cells() if cell.value == 1 if not cell.hidden()]
pairs = {str(key): load(value) for key, value in Ordered(a=1).items() if key not in known()}
unique = {name.lower() for name in names()}
lazy = (send(order) for order in orders())
print(any(order.id == wanted for order in orders()), max((o.size() for o in flat), default=None))


async def read(stream):
    return [await item.read() async for item in stream if await item.ready()]
