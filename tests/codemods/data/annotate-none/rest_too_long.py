def f(the_first_of_all_parameters, the_second_of_all_parameters, the_third_of_them_al):
    print(the_first_of_all_parameters)
