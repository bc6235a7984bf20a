from flask import Flask

from app import checkout, hooks
from app.models import db


def create_app(config="config.Development"):
    app = Flask(__name__)
    app.config.from_object(config)
    db.init_app(app)
    app.register_blueprint(checkout.bp)
    app.register_blueprint(hooks.bp)
    return app
