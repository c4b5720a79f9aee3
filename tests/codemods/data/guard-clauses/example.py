def send(mail, server):
    if mail.recipients:
        message = mail.render()
        for recipient in mail.recipients:
            if recipient.is_active:
                server.send(recipient, message)
            else:
                server.skip(recipient)
        mail.sent = True
        mail.errors = server.errors
        mail.save()
        server.close()
# output
def send(mail, server):
    if not mail.recipients:
        return

    message = mail.render()
    for recipient in mail.recipients:
        if recipient.is_active:
            server.send(recipient, message)
        else:
            server.skip(recipient)
    mail.sent = True
    mail.errors = server.errors
    mail.save()
    server.close()
