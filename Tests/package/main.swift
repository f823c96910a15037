import KDDistill

// Columns id, item, text and label; the teacher is optional.
var distillation = FileDistillation(data: "answers.csv", model: "model.kdm")
distillation.teacherPaths = ["teacher.jsonl"]
distillation.options.configuration.itemToken = true
distillation.options.training.epochs = 3
do {
  let student = try distillation.run { progress in
    print("epoch \(progress.epoch) of \(progress.epochs), loss \(progress.loss)")
    return true
  }
  print("accuracy \(student.quantized.fidelity.int8.accuracy)")
} catch { print(error) }
