@echo off
rem Runs the provider plugin azure-assignments with the Node.js on the PATH.
where node >nul 2>nul
if errorlevel 1 (
    echo The plugin azure-assignments needs Node.js 20.19 or later, and there is no node on the PATH. Get it from https://nodejs.org. 1>&2
    exit /b 1
)
node "%~dp0start.cjs" %*
