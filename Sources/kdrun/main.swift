import KDSystem

ThisProcess.exit(CommandLineTool.run(ThisProcess.arguments).rawValue)
