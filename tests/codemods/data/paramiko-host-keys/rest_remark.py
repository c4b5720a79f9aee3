import paramiko

client = paramiko.SSHClient()
client.load_system_host_keys()
# Machines are made anew every night: their keys are unknown.
client.set_missing_host_key_policy(paramiko.AutoAddPolicy())
