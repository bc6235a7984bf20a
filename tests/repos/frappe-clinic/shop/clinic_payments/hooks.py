app_name = "clinic_payments"
app_title = "Clinic Payments"
app_publisher = "Salud Systems"
app_license = "MIT"

doc_events = {"Sales Invoice": {"on_cancel": "clinic_payments.payments.cancel_link"}}
scheduler_events = {"daily": ["clinic_payments.payments.expire_links"]}
