--[[
  Talking -> wrap-up, or idle when there is none or the agent has signed out. Again in wrap-up: the
  same answer, and the wrap-up is not made longer.

  KEYS[1] built
  KEYS[2] agents

  ARGV[1] prefix
  ARGV[2] agent id
  ARGV[3] token
  ARGV[4] wrap-up in milliseconds, 0 for none

  Result: the agent | -1 not built | -2 unknown agent | -3 stale token | -4 wrong state
]]
if not isBuilt() then return NOT_BUILT end
local agent = load(ARGV[2])
if not agent then return UNKNOWN_AGENT end
if agent.token ~= ARGV[3] then return STALE_TOKEN end
if agent.state == 'wrap-up' then return cjson.encode(agent) end
if agent.state ~= 'talking' then return WRONG_STATE end
freeCall(agent)
if tonumber(ARGV[4]) > 0 and agent.signedOut ~= '1' then
  agent.state, agent.stateSince, agent.due = 'wrap-up', now, inMs(ARGV[4])
else
  becomeIdle(agent, now, now)
end
return store(agent)
