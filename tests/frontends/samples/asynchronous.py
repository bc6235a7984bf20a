import aiohttp
from asyncio import gather, sleep as pause


async def fetch(urls, limit: int = max(1, 2)):
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session, other():
        async for response in session.stream(urls):
            print(await response.json(), await (pause(1)), (await response.text()).strip())
            if await response.read() == b"":
                continue
        else:
            await gather(*[session.get(url) for url in urls], return_exceptions=True)
    for _ in range(limit): yield await pause(0)
    yield
    x = yield from_(urls)
    return


def plain(): yield from fetch([])
