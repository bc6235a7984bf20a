"""The words by which code names what it does, the same in every language. Names are a hint: roles and origins are asked first."""

from __future__ import annotations

# A door that is named so takes webhooks.
HOOK_WORDS = frozenset({"webhook", "ipn", "postback", "hook"})

# One that is named so may, where payments are its business.
MAYBE_HOOK_WORDS = frozenset({
    "callback", "notify", "notification", "notif", "listener", "stk", "event", "itn", "confirmation", "push", "notificacion",
    "notificacione", "notificar", "notificacao", "notificacoe", "notifikasi", "confirmacion",
})  # fmt: skip

# One that is named so is called by others, where one that takes a `notification` may as well be asked by the shop's own page to send it.
CALLED_BY_PROVIDERS = HOOK_WORDS | {"callback", "stk", "itn", "confirmation", "confirmacion"}

# One that is named so as well begins a payment, `initiateStkPush`, where it does not say that it is called back.
BEGINNING_WORDS = frozenset({"initiate", "initialize", "initialise", "simulate"})
CALLED_BACK_WORDS = HOOK_WORDS | (MAYBE_HOOK_WORDS - {"stk", "push", "event"})

# One that is named so as well is for the shop's own people, who have an event worked off once more.
REPEATING_WORDS = frozenset({"replay", "resend", "redeliver", "redelivery", "reprocess"})

# One that is named so says where webhooks go: `configureWebhooks`, `deleteWebhook`.
MANAGING_WORDS = frozenset({"configure", "register", "setup", "delete", "remove", "enable", "disable", "unsubscribe", "install"})

# The shop's own people, and the parts of it that are theirs alone.
STAFF = frozenset({"admin", "administrator", "adminhtml", "superadmin", "staff", "backoffice"})

# One that is named so sends webhooks to others.
SENDING_WORDS = frozenset({"send", "fire", "outgoing", "outbound"})

# Others who send webhooks, about mail, messages, code and files.
OTHER_SENDERS = frozenset({
    "sns", "ses", "aws", "sendgrid", "mailgun", "postmark", "resend", "mailchimp", "sendinblue", "brevo", "twilio", "slack", "github",
    "gitlab", "discord", "telegram", "whatsapp", "intercom", "zendesk", "hubspot", "docusign", "docuseal", "mediaconvert",
    "lalamove", "shippo", "easypost", "easyship", "shipstation", "shipengine", "sendcloud", "shiprocket", "delhivery", "biteship",
    "ninjavan", "rajaongkir", "fedex",
})  # fmt: skip

# What counts how often somebody comes.
LIMITING_WORDS = frozenset({"ratelimit", "ratelimiter", "ratelimiting", "limiter", "throttle", "throttler", "throttled", "throttling"})

# Whom else a shop asks: an address or a client that is called so has nothing to do with payments.
OTHER_TRADES = OTHER_SENDERS | {
    "newsletter", "mail", "mailer", "email", "sms", "captcha", "recaptcha", "hcaptcha", "turnstile", "analytics", "sentry", "geocode",
    "geocoding", "geoip", "weather", "translate", "avatar", "crm", "salesforce", "openai", "google", "sheet", "sheets", "spreadsheet",
    "shopify", "zapier", "n8n", "airtable", "notion", "calendly", "supabase", "facebook", "onesignal", "cloudflare",
}  # fmt: skip

# The shop itself, in the name of its own address (`NEXT_PUBLIC_APP_URL`), and what else such a name may say.
OWN_SITE = frozenset({"app", "site", "website", "frontend", "backend", "nextauth", "vercel"})
URL_WORDS = frozenset({
    "url", "uri", "origin", "host", "domain", "base", "public", "api", "next", "vite", "react", "nuxt", "env", "process", "my", "our",
})  # fmt: skip

# Where people come back from signing in elsewhere.
LOGIN_WORDS = frozenset({"omniauth", "oauth", "saml", "sso"})

# Where the provider sends the customer's browser back.
RETURN_WORDS = frozenset({
    "return", "success", "complete", "completed", "callback", "thank", "redirect", "redirected", "confirm", "confirmation", "done",
    "verify", "finish", "response", "retorno", "respuesta", "exito", "exitoso", "gracias", "sucesso", "obrigado", "sukses", "berhasil",
    "selesai", "confirmar", "capture",
})  # fmt: skip

# What a payment is called by shops that do not write English.
PAYMENTS_ABROAD = frozenset({
    "pago", "cobro", "pagamento", "cobranca", "transacao", "pembayaran", "bayar", "transaksi", "paiement", "zahlung",
})  # fmt: skip

# What code about payments calls its things.
PAYMENT_WORDS = PAYMENTS_ABROAD | frozenset({
    "payment", "pay", "paid", "charge", "checkout", "invoice", "order", "billing", "subscription", "transaction", "refund", "payout",
    "wallet", "purchase", "card", "gateway", "donation", "fee", "balance", "deposit", "withdrawal", "transfer", "mandate",
    "pagar", "cobrar", "pedido", "orden", "ordene", "factura", "compra", "transaccion", "fatura", "pesanan", "pemesanan", "tagihan",
    "pembelian", "commande", "bestellung",
})  # fmt: skip

# Of the words of payments, those of other trades too: sites are transferred, gift cards sent, and an API has a gateway.
AMBIGUOUS = frozenset({"card", "gateway", "fee", "balance", "transfer"})

# What shops call an amount that do not write English.
PRICES_ABROAD = frozenset({
    "monto", "importe", "precio", "valor", "preco", "harga", "nominal", "montant", "prix", "betrag", "preis",
})  # fmt: skip

# What they call the state of an order or a payment, and what it is once the money is there, or does not come.
STATES_ABROAD = frozenset({"estado", "estatus", "situacao", "statut"})
STATE_WORDS = STATES_ABROAD | {"status", "state"}
PAID_ABROAD = frozenset({
    "pagado", "pagada", "acreditado", "acreditada", "completado", "completada", "exitoso", "exitosa", "concluido", "concluida", "lunas",
    "dibayar", "terbayar", "berhasil", "sukses", "paye", "payee", "bezahlt", "pagato",
})  # fmt: skip
UNPAID_ABROAD = frozenset({
    "pendiente", "rechazado", "rechazada", "fallido", "fallida", "cancelado", "cancelada", "expirado", "expirada", "vencido", "vencida",
    "pendente", "recusado", "recusada", "gagal", "dibatalkan", "batal", "kadaluarsa", "kedaluwarsa", "menunggu", "tertunda",
})  # fmt: skip

# A function that is named so decides something ...
CHECKING = frozenset({
    "verify", "verified", "validate", "validated", "authenticate", "check", "checked", "valid", "ensure", "assert", "authentic",
    "verifier", "validator", "verification",
})  # fmt: skip

# ... about who sent this.
PROOFS = frozenset({
    "signature", "sign", "sig", "webhook", "hmac", "hash", "checksum", "authenticity", "ipn", "notification", "callback", "event",
    "digest", "secret",
})  # fmt: skip

# A method that is named so asks ...
ASKING = frozenset({"get", "fetch", "retrieve", "query", "lookup", "find"})

# ... for one of the provider's records.
ASKED = frozenset({
    "payment", "subscription", "transaction", "charge", "invoice", "profile", "checkout", "intent", "details", "detail", "settlement",
    "mandate", "stk",
})  # fmt: skip

# The paths of such records, where plain HTTP asks for them: who else is asked has profiles and details too.
LOOKED_UP = (ASKED - {"profile", "detail", "details"}) | {
    "order", "status", "source", "link", "bill", "refund", "preapproval", "purchase", "sale", "receipt",
}  # fmt: skip

# What proves the sender is called ...
SIGNATURES = frozenset({"signature", "hmac", "digest", "checksum", "sig", "hash"})
# ... and what it is compared with.
EXPECTED = frozenset({"expected", "computed", "calculated", "generated", "our", "own", "local", "secret"})

# Who logs in, not who pays.
PERSONAL = frozenset({"totp", "hotp", "otp", "pyotp", "password", "passwd", "pwd", "passlib", "bcrypt", "argon2", "captcha", "recaptcha"})
# Telemetry captures events, a provider captures these.
CAPTURED = frozenset({"payment", "order", "charge", "intent", "authorization", "transaction", "client", "gateway", "provider"})

# Records of deliveries, not of orders.
DELIVERY_WORDS = frozenset({"event", "webhook", "log", "notification", "delivery", "audit", "inbox"})
# What is put into one of these is not put away: a worker takes it out and acts on it.
QUEUE_WORDS = frozenset({"queue"})
WORKERS = ("worker", ".process(", "@processor", ".consume(", "function handle(")  # one stands in a file that works one off

# Where a provider confirms what it is said to have sent.
POSTING_BACK = frozenset({"verify", "validate", "postback", "ipnpb"})
# An address that ends in one of these steps tells what became of a payment, also where it is posted to: `/stkpushquery/v1/query`. What is
# posted to `/status` may well set one.
ASKING_STEPS = frozenset({"capture", "query", "lookup", "inquiry", "enquiry"})

# A bare answer to "is this request genuine?".
GENUINE = frozenset({"verify", "authenticate", "genuine", "authentic", "signed", "trusted"})

# A function that is named so changes something.
EFFECT_WORDS = frozenset({
    "fulfil", "fulfill", "complete", "activate", "credit", "deliver", "grant", "provision", "process", "handle", "confirm", "approve",
    "settle", "finalize", "finalise", "record", "store", "mark", "upgrade", "refund", "apply", "disburse", "dispatch", "update", "save",
    "create", "set", "insert", "enroll",
})  # fmt: skip

# One that is named so only looks.
PURE_WORDS = frozenset({
    "get", "parse", "load", "build", "serialize", "format", "is", "has", "log", "logger", "print", "find", "extract", "decode",
    "header", "response", "render",
})  # fmt: skip

# What a network address is called.
ADDRESS_WORDS = frozenset({"ip", "addr", "address", "remote"})

# A setting that is named so holds a credential ...
SECRET_WORDS = frozenset({
    "secret", "token", "key", "signature", "hmac", "password", "passwd", "apikey", "signing", "credential", "pin", "salt", "hash",
})  # fmt: skip

# ... unless it is named so.
PUBLIC_WORDS = frozenset(
    {
        "order",
        "public",
        "publishable",
        "url",
        "name",
        "id",
        "header",
        "path",
        "type",
        "currency",
        "price",
        "endpoint",
        "mode",
        "manager",
        "use",
        "enabled",
    }
)
