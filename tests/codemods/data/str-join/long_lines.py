def sheet(facts):
    text = ""
    for number, (name, value) in enumerate(zip(facts.names, facts.values)):
        text += f"{number}: {name}: {value:.3f}\n"
    return text
# output
def sheet(facts):
    text = "".join([
        f"{number}: {name}: {value:.3f}\n"
        for number, (name, value) in enumerate(zip(facts.names, facts.values))
    ])
    return text
