from sklearn import svm
