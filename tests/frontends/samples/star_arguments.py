import requests as http


def call(url, /, *paths, timeout=10, headers=None, **options):
    http.post(url, *paths, timeout=timeout, **options)
    http.post(*[url, *paths], **{**options, "headers": headers or dict(a=1)}, verify=False)
    first, *middle, (last, *_) = list(paths)
    print(*middle, sep="", *paths, **options,)
    return (*paths, last), [*paths, first], {*paths}, {**options}
