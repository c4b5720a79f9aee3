from sklearn import svm

print(svm)
