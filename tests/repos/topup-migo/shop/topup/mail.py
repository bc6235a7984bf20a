import smtplib
from email.message import EmailMessage


def receipt(topup):
    message = EmailMessage()
    message["Subject"] = f"Recarga {topup.number}"
    message["To"] = topup.email
    message.set_content(f"Recargamos {topup.price / 100} Q al {topup.phone}.")
    with smtplib.SMTP("mail.recargaya.example") as server:
        server.sendmail("recibos@recargaya.example", topup.email, message.as_string())
