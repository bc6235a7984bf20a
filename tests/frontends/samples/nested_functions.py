from shop import verify, settings


def outer(request, verify):
    def inner(request):
        class Local(settings.Base):
            key = settings.load("key")

            def method(self, settings):
                return verify(settings.load(), self.key) == settings.key
        return Local(request).method(settings)
    return inner(request) if verify(request) else settings.fail(request)


def other(request): return verify(request)
