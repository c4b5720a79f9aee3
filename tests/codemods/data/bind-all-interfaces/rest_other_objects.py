from elsewhere import app, run, server

ANY = "0.0.0.0"
server.bind(("0.0.0.0", 80))
app.run(host="0.0.0.0")
run(host="0.0.0.0")
event = server.bind("", print)
