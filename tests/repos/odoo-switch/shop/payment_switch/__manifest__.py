{
    "name": "Payment Provider: Hyperswitch",
    "version": "17.0.1.0.0",
    "category": "Accounting/Payment Providers",
    "depends": ["payment"],
    "data": ["data/payment_provider_data.xml"],
    "license": "LGPL-3",
}
