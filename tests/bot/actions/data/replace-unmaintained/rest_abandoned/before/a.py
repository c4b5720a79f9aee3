import nose
