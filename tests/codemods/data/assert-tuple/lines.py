class Cart:
    def check(self):
        assert (
            self.total > 0,
            "the cart is empty",
        )
        assert (
            self.total_of_all_items_with_tax > self.total_of_all_items_without_tax,
            "the tax of the cart is missing",
        )
        assert (self.total_of_all_items > 0,
                "the cart is empty, and nobody can pay for what "
                "is not there, as everybody knows")
# output
class Cart:
    def check(self):
        assert self.total > 0, "the cart is empty"
        assert (
            self.total_of_all_items_with_tax > self.total_of_all_items_without_tax
        ), "the tax of the cart is missing"
        assert self.total_of_all_items > 0, (
            "the cart is empty, and nobody can pay for what "
            "is not there, as everybody knows"
        )
