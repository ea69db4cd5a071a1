--[[
  The lines that the agent serves from now on; the place by idle time stays.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2] agent id
  ARGV[3] lines, separated by commas

  Result: the agent | -1 not built | -2 unknown agent
]]
if not isBuilt() then return NOT_BUILT end
local agent = load(ARGV[2])
if not agent then return UNKNOWN_AGENT end
leaveLines(agent)
agent.lines = ARGV[3]
joinLines(agent)
return store(agent)
