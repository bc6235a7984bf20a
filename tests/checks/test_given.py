"""What a customer buys, given to whoever opens the page that the checkout sends the browser back to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from golint.model import Finding, Severity

Findings = Callable[..., list[Finding]]

RULE = "unverified-return"
EXPRESS = """const express = require("express");
const stripe = require("stripe")(process.env.STRIPE_SECRET_KEY);
const { Course, Enrollment, Order, User, users, db } = require("../models");
const router = express.Router();

router.get("PATH", async (req, res) => {
  BODY
  res.redirect("/home");
});
module.exports = router;
"""
ENROLS = "await Enrollment.create({ user: req.query.user, course: req.query.course });"
GIVEN = [
    ENROLS,
    "await User.findByIdAndUpdate(req.query.user, { isPremium: true });",
    "await User.findByIdAndUpdate(req.query.user, { $push: { courses: req.query.course } });",
    'await User.updateOne({ _id: req.query.user }, { plan: "premium" });',
    "const user = await User.findById(req.query.user);\n  user.courses.push(req.query.course);\n  await user.save();",
    "const user = await User.findById(req.query.user);\n  user.isPremium = true;\n  await user.save();",
    'await db.execute("INSERT INTO user_courses (user_id, course_id) VALUES (?, ?)", [req.query.user, req.query.course]);',
    "await db.query(`UPDATE memberships SET status = 'active' WHERE user_id = ${Number(req.query.user)}`);",
    'await db.query("UPDATE users SET is_premium = 1 WHERE id = ?", [req.query.user]);',
]
NOT_GIVEN = [
    # the webhook has set the order's state, and the page goes by it
    f"const order = await Order.findById(req.query.order);\n  if (order.status === 'paid') {ENROLS}",
    f"const order = await Order.findOne({{ _id: req.query.order, status: 'paid' }});\n  if (order) {ENROLS}",
    # nothing was to be paid
    f"const course = await Course.findById(req.query.course);\n  if (course.price === 0) {ENROLS}",
    # somebody was asked whom golint cannot follow
    f"const payment = await window.verifyPayment(req.query.payment);\n  {ENROLS}",
    # it is only shown
    "const courses = [];\n  courses.push(await Course.findById(req.query.course));",
    "await Order.create({ user: req.query.user, course: req.query.course });",
    "await User.findByIdAndUpdate(req.query.user, { isPremium: false });",
]
PLACES: list[tuple[str, dict[str, str], list[tuple[str, int]]]] = [
    (
        "Django",
        {
            "shop/views.py": "import stripe\nfrom django.shortcuts import redirect\nfrom shop.models import Course, Enrollment\n\n\n"
            "def payment_success(request, course_id):\n"
            "    course = Course.objects.get(pk=course_id)\n"
            "    Enrollment.objects.get_or_create(user=request.user, course=course)\n"
            "    return redirect('courses')\n",
            "shop/urls.py": "from django.urls import path\nfrom shop import views\n"
            "urlpatterns = [path('payment/success/<int:course_id>/', views.payment_success)]\n",
        },
        [("shop/views.py", 8)],
    ),
    (
        "Laravel",
        {
            "app/Http/Controllers/PaymentController.php": "<?php\nnamespace App\\Http\\Controllers;\nuse App\\Models\\Course;\n"
            "use Illuminate\\Http\\Request;\nuse Stripe\\StripeClient;\nclass PaymentController extends Controller\n{\n"
            "    public function success(Request $request)\n    {\n"
            "        $course = Course::find($request->course);\n"
            "        $request->user()->courses()->attach($course->id);\n"
            "        return redirect('/courses');\n    }\n}\n",
            "routes/web.php": "<?php\nuse App\\Http\\Controllers\\PaymentController;\n"
            "Route::get('/payment/success', [PaymentController::class, 'success'])->middleware('auth');\n",
        },
        [("app/Http/Controllers/PaymentController.php", 11)],
    ),
    (
        "a route of Next.js",
        {
            "app/api/payment/success/route.ts": 'import { prisma } from "@/lib/db";\nimport { stripe } from "@/lib/stripe";\n'
            "export async function GET(req: Request) {\n  const asked = new URL(req.url).searchParams;\n"
            '  await prisma.purchase.create({ data: { user: asked.get("user")!, course: asked.get("course")! } });\n'
            '  return Response.redirect("/courses");\n}\n'
        },
        [("app/api/payment/success/route.ts", 5)],
    ),
    (
        "a script",
        {
            "success.php": "<?php\nrequire 'db.php';\n// back from Stripe: success\n"
            '$pdo->prepare("INSERT INTO enrollments (user_id, course_id) VALUES (?, ?)")\n'
            "    ->execute([$_SESSION['user_id'], $_GET['paid_course']]);\nheader('Location: home.php');\n"
        },
        [("success.php", 4)],
    ),
    (
        "a script for those who have learnt",
        {
            "complete.php": "<?php\nrequire 'db.php';\n// the course that was paid for with Stripe is over\n"
            '$pdo->prepare("INSERT INTO course_results (user_id, course_id) VALUES (?, ?)")\n'
            "    ->execute([$_SESSION['user_id'], $_GET['course']]);\nheader('Location: home.php');\n"
        },
        [],
    ),
]


def express(findings: Findings, body: str, path: str = "/payment/success") -> list[Severity]:
    files = {"routes/returns.js": EXPRESS.replace("PATH", path).replace("BODY", body)}
    return [one.severity for one in findings(files, RULE)]


@pytest.mark.parametrize("body", GIVEN)
def test_what_is_sold_is_given_to_whoever_opens_the_page(findings: Findings, body: str) -> None:
    assert express(findings, body) == [Severity.WARNING]


@pytest.mark.parametrize("body", NOT_GIVEN)
def test_what_the_shop_knows_or_nobody_buys_is_not_told(findings: Findings, body: str) -> None:
    assert express(findings, body) == []


@pytest.mark.parametrize("path", ["/payments/capture", "/paypal/capture-order", "/xendit/capture-order"])
def test_a_door_that_says_that_it_captures_and_does_not_is_told(findings: Findings, path: str) -> None:
    assert express(findings, ENROLS, path) == [Severity.WARNING]


@pytest.mark.parametrize("path", ["/course/complete", "/lessons/done", "/payment/start", "/admin/payment/success"])
def test_a_page_that_no_checkout_leads_to_is_not_told(findings: Findings, path: str) -> None:
    assert express(findings, ENROLS, path) == []


@pytest.mark.parametrize(("files", "places"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_it_is_told_in_each_language(findings: Findings, files: dict[str, str], places: list[tuple[str, int]]) -> None:
    found = findings(files, RULE)
    assert [(one.location.path, one.location.region.start_line) for one in found] == places
