"""What jobs run on: Spark and its Java, TensorFlow, memory, progress."""
