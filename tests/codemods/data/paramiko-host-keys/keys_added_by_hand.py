import paramiko as p

client = p.client.SSHClient()
client.get_host_keys().add(host, "ssh-ed25519", key)
client.set_missing_host_key_policy(p.client.WarningPolicy())
# output
import paramiko as p

client = p.client.SSHClient()
client.get_host_keys().add(host, "ssh-ed25519", key)
client.set_missing_host_key_policy(p.RejectPolicy())
