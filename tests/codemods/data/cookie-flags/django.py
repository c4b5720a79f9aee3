from django.http import HttpResponse
from django.shortcuts import render


def login(request):
    response = render(request, "welcome.html")
    if request.user:
        response = HttpResponse("ok")
    response.set_cookie("auth_token", request.user.token)
    return response
# output
from django.http import HttpResponse
from django.shortcuts import render


def login(request):
    response = render(request, "welcome.html")
    if request.user:
        response = HttpResponse("ok")
    response.set_cookie("auth_token", request.user.token, secure=True, httponly=True, samesite="Lax")
    return response
