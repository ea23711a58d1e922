"""What make-阳城县示例.py is made of: the truth of a county's projects, the
workbooks that tell it, and an own judgement of the measure over both."""
