"""Where Ruby answers webhooks: each framework's doors are found, and so is the check, wherever it stands.

A line that ends in `# check` stands in the shop that verifies, one that ends in `# bare` in the shop that does not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest

from golint.view import FileView

Views = Callable[[Mapping[str, str]], dict[str, FileView]]

GENUINE = """
# app/models/paystack/signature.rb
module Paystack
  class Signature
    def self.genuine?(raw, signature)
      mine = OpenSSL::HMAC.hexdigest("SHA512", ENV.fetch("PAYSTACK_SECRET_KEY"), raw)
      ActiveSupport::SecurityUtils.secure_compare(mine, signature.to_s)
    end
  end
end
"""

DOORS = {
    "rails, in the action": """
# app/controllers/paystack_hooks_controller.rb
class PaystackHooksController < ActionController::API
  def webhook
    return head(:unauthorized) unless Paystack::Signature.genuine?(request.raw_post, request.headers["x-paystack-signature"]) # check
    Order.find_by(reference: params[:data][:reference]).update!(status: "paid")
    head :ok
  end
end
""",
    "rails, the answer and the way out in one line": """
# app/controllers/paystack_hooks_controller.rb
class PaystackHooksController < ActionController::API
  def webhook
    head(:unauthorized) and return unless Paystack::Signature.genuine?(request.raw_post, params[:signature]) # check
    Order.find_by(reference: params[:data][:reference]).update!(status: "paid")
    head :ok
  end
end
""",
    "rails, a guard for some actions": """
# app/controllers/paystack_hooks_controller.rb
class PaystackHooksController < ApplicationController
  before_action :only_paystack, only: %i[webhook] # check
  before_action :only_paystack, only: %i[index] # bare
  before_action :only_paystack, except: [:webhook] # bare
  def webhook
    Order.find_by(reference: params[:data][:reference]).update!(status: "paid")
    head :ok
  end

  private

  def only_paystack
    head :forbidden unless Paystack::Signature.genuine?(request.raw_post, request.headers["x-paystack-signature"])
  end
end
""",
    "rails, a guard that answers in a method of its own": """
# app/controllers/paystack_hooks_controller.rb
class PaystackHooksController < ApplicationController
  before_action { refuse unless Paystack::Signature.genuine?(request.raw_post, request.headers["x-paystack-signature"]) } # check
  def webhook
    Order.find_by(reference: params[:data][:reference]).update!(status: "paid")
    head :ok
  end

  private

  def refuse = render(json: {}, status: :unauthorized)
end
""",
    "rails, a concern": """
# app/controllers/concerns/from_paystack.rb
module FromPaystack
  extend ActiveSupport::Concern

  included do
    prepend_before_action :only_paystack
  end

  private

  def only_paystack
    raise ActionController::BadRequest unless Paystack::Signature.genuine?(request.raw_post, request.headers["x-paystack-signature"])
  end
end
# app/controllers/hooks/paystack_controller.rb
module Hooks
  class PaystackController < ApplicationController
    include FromPaystack # check
    def create
      Order.find_by(reference: params[:data][:reference]).update!(status: "paid")
      head :ok
    end
  end
end
""",
    "rails, a base class of the same namespace, taken back": """
# app/controllers/hooks/base_controller.rb
class Hooks::BaseController < ActionController::API
  before_action :only_paystack

  private

  def only_paystack
    head :forbidden unless Paystack::Signature.genuine?(request.raw_post, request.headers["x-paystack-signature"])
  end
end
# app/controllers/base_controller.rb
class BaseController < ApplicationController
end
# app/controllers/hooks/paystack_controller.rb
module Hooks
  class PaystackController < BaseController
    skip_before_action :only_paystack, only: :create # bare
    def create
      Order.find_by(reference: params[:data][:reference]).update!(status: "paid")
      head :ok
    end
  end
end
""",
    "rails, a service object with a result": """
# app/controllers/paystack_hooks_controller.rb
class PaystackHooksController < ActionController::API
  def webhook
    checked = Paystack::Check.new(request.raw_post, request.headers["x-paystack-signature"]).call
    return head(:bad_request) if checked.failure? # check
    Order.transaction { Order.find_by(reference: params[:data][:reference]).update!(status: "paid") }
    head :ok
  end
end
# app/services/paystack/check.rb
module Paystack
  class Check < ApplicationService
    def initialize(raw, signature)
      @raw, @signature = raw, signature
    end

    def call
      return Failure(:signature) unless Signature.genuine?(@raw, @signature)

      Success()
    end
  end
end
""",
    "rails, an effect in a job": """
# app/controllers/paystack_hooks_controller.rb
class PaystackHooksController < ActionController::API
  def webhook
    PaystackEventJob.perform_later(request.raw_post, request.headers["x-paystack-signature"])
    head :ok
  end
end
# app/jobs/paystack_event_job.rb
class PaystackEventJob < ApplicationJob
  def perform(raw, signature)
    raise "forged" unless Paystack::Signature.genuine?(raw, signature) # check
    Order.find_by(reference: JSON.parse(raw)["data"]["reference"]).update!(status: "paid")
  end
end
""",
    "rails, one of several secrets": """
# app/controllers/paystack_hooks_controller.rb
class PaystackHooksController < ActionController::API
  def webhook
    genuine = secrets.any? { |secret| Rack::Utils.secure_compare(OpenSSL::HMAC.hexdigest("SHA512", secret, request.raw_post), sent) }
    return head(:unauthorized) unless genuine # check
    Order.find_by(reference: params[:data][:reference]).update!(status: "paid")
    head :ok
  end

  private

  def secrets = ENV.fetch("PAYSTACK_SECRETS").split(",")
  def sent = request.headers["x-paystack-signature"].to_s
end
""",
    "rails, who knows a name and a password": """
# app/controllers/paystack_hooks_controller.rb
class PaystackHooksController < ActionController::Base
  http_basic_authenticate_with name: "paystack", password: ENV.fetch("HOOK_PASSWORD") # check
  def webhook
    Order.find_by(reference: params[:data][:reference]).update!(status: "paid")
    head :ok
  end
end
""",
    "sinatra": """
# app.rb
require "sinatra"
before "/paystack/*" do # check
  halt 401 unless Paystack::Signature.genuine?(request.body.read, request.env["HTTP_X_PAYSTACK_SIGNATURE"]) # check
end # check
post "/paystack/webhook" do
  Order.where(reference: params[:reference]).update(status: "paid")
  status 200
end
""",
    "sinatra, modular": """
# lib/hooks.rb
class Hooks < Sinatra::Base
  post "/paystack/webhook" do
    halt 401 unless Paystack::Signature.genuine?(request.body.read, request.env["HTTP_X_PAYSTACK_SIGNATURE"]) # check
    Order.where(reference: params[:reference]).update(status: "paid")
    200
  end
end
""",
    "grape": """
# app/api/hooks.rb
class Hooks < Grape::API
  resource :paystack do
    post :webhook do
      error!("forged", 401) unless Paystack::Signature.genuine?(request.body.read, headers["X-Paystack-Signature"]) # check
      Order.find_by(reference: params[:data][:reference]).update!(status: "paid")
      status 200
    end
  end
end
""",
    "hanami": """
# app/actions/webhooks/paystack.rb
module Shop
  module Actions
    module Webhooks
      class Paystack < Shop::Action
        def handle(request, response)
          halt 401 unless ::Paystack::Signature.genuine?(request.body.read, request.env["HTTP_X_PAYSTACK_SIGNATURE"]) # check
          orders.update(request.params[:id], status: "paid")
        end
      end
    end
  end
end
""",
    "rack": """
# lib/paystack_webhook.rb
class PaystackWebhook
  def call(env)
    request = Rack::Request.new(env)
    return [401, {}, []] unless Paystack::Signature.genuine?(request.body.read, env["HTTP_X_PAYSTACK_SIGNATURE"]) # check
    Order.where(reference: request.params["reference"]).update(status: "paid")
    [200, {}, []]
  end
end
""",
}


def shop(text: str, other: str) -> dict[str, str]:
    """The files of an example, the lines that the other shop has left out."""
    kept = "\n".join(line for line in (GENUINE + text).splitlines() if not line.endswith(f"# {other}"))
    parts = re.split(r"(?m)^# (\S+\.rb)\n", kept)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def unproved(files: Mapping[str, FileView]) -> list[bool]:
    """For each webhook of a shop, whether something is done that nothing has proved."""
    flows = [view.flow for view in files.values()]
    return [bool(flow.proof(handler).effects) for flow in flows for handler in flow.webhooks]


@pytest.mark.parametrize("name", DOORS)
def test_a_check_is_found_wherever_it_stands(views: Views, name: str) -> None:
    found = unproved(views(shop(DOORS[name], "bare")))
    assert found
    assert not any(found)


@pytest.mark.parametrize("name", DOORS)
def test_a_door_without_one_is_open(views: Views, name: str) -> None:
    assert any(unproved(views(shop(DOORS[name], "check"))))


@pytest.mark.parametrize(
    ("body", "names"),
    [
        ("def create; end\n private\n def helper; end", {"create"}),
        ("def create; end\n private def helper; end\n def update; end", {"create", "update"}),
        ("def create; end\n def helper; end\n private :helper", {"create"}),
        ("def create; end\n def found?; end\n def name=(name); end\n def initialize; end", {"create"}),
        ("before_action :guard\n def create; end\n def guard; end", {"create"}),
    ],
)
def test_the_public_methods_of_a_controller_are_its_doors(views: Views, body: str, names: set[str]) -> None:
    text = f"class PaymentsController < ApplicationController\n {body}\nend\n"
    flow = views({"app/controllers/payments_controller.rb": text})["app/controllers/payments_controller.rb"].flow
    assert {handler.routine.function.name for handler in flow.handlers} == names


@pytest.mark.parametrize(
    ("written", "inside", "found"),
    [
        ("Client", "Billing.Stripe", "Billing.Stripe.Client"),
        ("Client", "Billing", "Billing.Client"),
        ("Client", "Orders", "Client"),
        ("Stripe::Client", "Billing", "Billing.Stripe.Client"),
        ("Billing::Client", "Orders", "Billing.Client"),
    ],
)
def test_a_class_is_the_nearest_of_its_name(views: Views, written: str, inside: str, found: str) -> None:
    opened = "".join(f"module {name}\n" for name in inside.split("."))
    text = f"{opened}class User\n def call = {written}.new.pay\nend\n{'end ' * len(inside.split('.'))}"
    files = {
        "app/user.rb": text,
        "app/client.rb": "class Client\n def pay = 1\nend\n",
        "app/billing/client.rb": "module Billing\n class Client\n  def pay = 2\n end\nend\n",
        "app/billing/stripe/client.rb": "class Billing::Stripe::Client\n def pay = 3\nend\n",
    }
    flow = views(files)["app/user.rb"].flow
    call = next(call for call in flow.module.calls if call.path == ".pay")
    callee = flow.judge.callee(call, flow.routine_at(call.span.start))
    assert callee is not None
    assert callee.function.qualname == f"{found}.pay"
