"""The example: a county's 第一书记, made by the same use cases as a real assessment.

Nothing here is read by the program itself. Names and figures are invented.
"""
