from django.db import models


class Course(models.Model):
    title = models.CharField(max_length=120)
    price = models.DecimalField(max_digits=10, decimal_places=2)


class Enrolment(models.Model):
    course = models.ForeignKey(Course, on_delete=models.PROTECT)
    student = models.EmailField()
    external_id = models.CharField(max_length=60, unique=True)
    paid = models.BooleanField(default=False)


class Grant(models.Model):
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE)
    lessons = models.PositiveIntegerField()
