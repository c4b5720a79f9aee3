# escape=`
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN C:\Python\python.exe -m pip install --no-cache-dir `
    --upgrade pip
