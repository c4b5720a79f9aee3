def is_image(suffix: str) -> bool:
    return suffix in [".gif", ".jpeg", ".png", ".webp"]
# output
def is_image(suffix: str) -> bool:
    return suffix in {".gif", ".jpeg", ".png", ".webp"}
