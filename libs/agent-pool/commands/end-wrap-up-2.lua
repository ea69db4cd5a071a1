--[[
  Wrap-up -> idle, at the back of the line.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2] agent id

  Result: the agent | -1 not built | -2 unknown agent | -4 wrong state
]]
if not isBuilt() then return NOT_BUILT end
local agent = load(ARGV[2])
if not agent then return UNKNOWN_AGENT end
if agent.state ~= 'wrap-up' then return WRONG_STATE end
becomeIdle(agent, now, now)
return store(agent)
