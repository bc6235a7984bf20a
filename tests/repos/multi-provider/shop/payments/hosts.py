HOSTS = {
    "hyperswitch": {"production": "https://api.hyperswitch.io", "sandbox": "https://sandbox.hyperswitch.io"},
    "migo": {"production": "https://mw.migopayments.com", "sandbox": "https://sb-mw.migopayments.com"},
    "tonder": {"production": "https://app.tonder.io", "sandbox": "https://stage.tonder.io"},
}


def host(provider, environment):
    return HOSTS[provider][environment]
