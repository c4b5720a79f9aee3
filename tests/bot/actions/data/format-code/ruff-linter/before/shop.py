orders = list_orders(customer, since='yesterday', until='today')
