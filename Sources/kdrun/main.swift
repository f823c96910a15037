print("kdrun 0.1.0")
