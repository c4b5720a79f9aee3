import numpy

a = numpy.zeros(3, numpy.float)
# output
import numpy

a = numpy.zeros(3, float)
