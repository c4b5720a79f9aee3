import paramiko


def connect(trust):
    client = paramiko.SSHClient()
    client.load_system_host_keys()
    if trust:
        client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
    client.set_missing_host_key_policy(
        paramiko.AutoAddPolicy() if trust else paramiko.RejectPolicy()
    )
