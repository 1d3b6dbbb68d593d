"""The search for parameters, on users and ratings that are not reported on."""
